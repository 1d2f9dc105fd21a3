-- What a training log asks for besides: who the trainer was by title, what was covered, how it was seen that it took effect.
ALTER TABLE training_record ADD COLUMN trainer_title TEXT NOT NULL DEFAULT '' CHECK (length(trainer_title) <= 200);
ALTER TABLE training_record ADD COLUMN topics TEXT NOT NULL DEFAULT '' CHECK (length(topics) <= 2000);
ALTER TABLE training_record ADD COLUMN effect TEXT NOT NULL DEFAULT '' CHECK (length(effect) <= 500);
