"""Help for a trainee who plays: guided steps. Nothing here knows a screen."""
