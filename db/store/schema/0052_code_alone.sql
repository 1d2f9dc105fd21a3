-- Unlocking by keyring and code alone (UNL-2): off unless the site's officers allow it, and then each person's own choice.
-- Signing asks the passphrase all the same. code_alone: how the slot opens, as the last unlocking or enrolment found it.
ALTER TABLE users ADD COLUMN code_alone INTEGER NOT NULL DEFAULT 0 CHECK (code_alone IN (0, 1));

CREATE TRIGGER users_code_alone_new BEFORE INSERT ON users
WHEN new.code_alone = 1
    AND NOT EXISTS (SELECT 1 FROM settings WHERE id = 'unlock-by-code-alone' AND value = 'true')
BEGIN
    SELECT RAISE(ABORT, 'this site asks the passphrase to unlock');
END;
CREATE TRIGGER users_code_alone BEFORE UPDATE OF code_alone ON users
WHEN new.code_alone = 1
    AND NOT EXISTS (SELECT 1 FROM settings WHERE id = 'unlock-by-code-alone' AND value = 'true')
BEGIN
    SELECT RAISE(ABORT, 'this site asks the passphrase to unlock');
END;

CREATE TRIGGER settings_code_alone_new BEFORE INSERT ON settings
WHEN new.id = 'unlock-by-code-alone' AND (session_role() <> 'officer' OR new.value NOT IN ('true', 'false'))
BEGIN
    SELECT RAISE(ABORT, 'whether the passphrase is asked to unlock is an officer''s to say');
END;
CREATE TRIGGER settings_code_alone BEFORE UPDATE ON settings
WHEN new.id = 'unlock-by-code-alone' AND (session_role() <> 'officer' OR new.value NOT IN ('true', 'false'))
BEGIN
    SELECT RAISE(ABORT, 'whether the passphrase is asked to unlock is an officer''s to say');
END;
