"""Operations that belong to no one room: the caller, tasks, search, jobs, uploads, directory, rules."""
