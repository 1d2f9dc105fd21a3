-- How much waits is counted, and what waits first is found, out of these indexes alone: the home page costs the same however
-- much a register holds.
DROP INDEX risk_action_open;
CREATE INDEX risk_action_open ON risk_action (due, risk) WHERE done IS NULL AND dropped = 0;
CREATE INDEX risk_action_to_do ON risk_action (risk, due) WHERE done IS NULL AND dropped = 0;
DROP INDEX risk_by_review;
CREATE INDEX risk_by_review ON risk (next_review, id, identified) WHERE closed IS NULL;
CREATE INDEX risk_acceptance_ends ON risk_acceptance (ends, risk) WHERE signed = 1 AND withdrawn IS NULL;
CREATE INDEX exercise_due ON exercise (CASE WHEN performed IS NULL THEN planned ELSE next_due END, id, performed) WHERE voided = 0;
CREATE INDEX person_with_cv ON person ("end", start) WHERE cv_date IS NOT NULL OR cv_expires IS NOT NULL OR cv_file IS NOT NULL;
