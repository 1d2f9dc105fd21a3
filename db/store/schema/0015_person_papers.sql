-- Whose CV or licence runs out: home asks it after every write.
CREATE INDEX person_by_cv_expires ON person (cv_expires) WHERE cv_expires IS NOT NULL;
CREATE INDEX person_by_licence_expires ON person (licence_expires) WHERE licence_expires IS NOT NULL;
