-- A version of the delegation log keeps the whole sheet (ROS-3): heading, key of tasks, investigators with their
-- declarations, initials of the time. `{}`: a version from before, of which the lines alone were kept. `sha256` is of
-- `content`, followed by a line feed and `sheet` where there is one.
ALTER TABLE delegation_version ADD COLUMN sheet TEXT NOT NULL DEFAULT '{}' CHECK (json_type(sheet) = 'object');
