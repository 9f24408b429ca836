"""What becomes of a request for an introduction, from the candidate's letter to the last word."""
