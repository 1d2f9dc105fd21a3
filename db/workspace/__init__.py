"""The life of a workspace folder: made, opened, its people enrolled, its key changed, recovered."""
