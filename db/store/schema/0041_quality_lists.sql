-- Lists, headlines and figures of CAPA, incidents, deviations and risks are worked out of these indexes alone: a row is only
-- deciphered whole once it is shown.
DROP INDEX capa_by_step;
CREATE INDEX capa_by_step ON capa (step, target, check_due, id, number, identified, priority, source, kind, study, owner);
CREATE INDEX incident_standing ON incident (voided, closed, resolved, aware, severity, id);
CREATE INDEX deviation_standing ON deviation (voided, closed, assessed, serious_decided, identified, type, study, id);
CREATE INDEX note_to_file_in_order ON note_to_file (written, number);
CREATE INDEX risk_standing ON risk (closed, identified, current_likelihood, current_impact, treatment, next_review, id, asset, threat);
