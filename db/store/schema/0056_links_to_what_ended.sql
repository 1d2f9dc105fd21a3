-- What has ended keeps the records that name it, and gets no new ones that would ask something of it.

CREATE TRIGGER risk_asset_in_use BEFORE INSERT ON risk WHEN new.asset IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'this asset is out of use: it is not put at stake anew')
    WHERE (SELECT a.ended FROM asset AS a WHERE a.id = new.asset) IS NOT NULL;
END;
CREATE TRIGGER risk_asset_still_in_use BEFORE UPDATE OF asset ON risk
WHEN new.asset IS NOT NULL AND new.asset IS NOT old.asset BEGIN
    SELECT RAISE(ABORT, 'this asset is out of use: it is not put at stake anew')
    WHERE (SELECT a.ended FROM asset AS a WHERE a.id = new.asset) IS NOT NULL;
END;
CREATE TRIGGER incident_touched_in_use BEFORE INSERT ON incident_affects
WHEN coalesce(new.asset, new.system) IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'it was out of use before this incident occurred')
    WHERE coalesce((SELECT a.ended FROM asset AS a WHERE a.id = new.asset),
                   (SELECT y."end" FROM system AS y WHERE y.id = new.system))
        < (SELECT substr(i.occurred, 1, 10) FROM incident AS i WHERE i.id = new.incident);
END;
CREATE TRIGGER capa_action_owner_here BEFORE INSERT ON capa_action BEGIN
    SELECT RAISE(ABORT, 'who left the site is given nothing to do')
    WHERE (SELECT p."end" FROM person AS p WHERE p.id = new.owner) < substr(new.entered, 1, 10);
END;
CREATE TRIGGER risk_action_owner_here BEFORE INSERT ON risk_action BEGIN
    SELECT RAISE(ABORT, 'who left the site is given nothing to do')
    WHERE (SELECT p."end" FROM person AS p WHERE p.id = new.owner) < substr(new.entered, 1, 10);
END;
