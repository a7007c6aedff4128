"""What belongs together: teasers and the articles they announce; pure functions of titles and texts."""
