"""First run, unlocking, enrolment: the windows a person meets before a workspace is open."""
