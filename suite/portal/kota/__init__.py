"""Setting the city up and mending it later: name, emblem, letterhead, mail server, and what is still missing."""
