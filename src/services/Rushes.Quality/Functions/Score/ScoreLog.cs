namespace Rushes.Quality.Functions.Score;

/// <summary>A log that libvmaf is to write.</summary>
/// <param name="File">In the work folder.</param>
/// <param name="Count">Frames that it must have.</param>
/// <param name="Step">From the number of one to the next.</param>
/// <param name="Of">Whose frames they are, for people.</param>
internal sealed record ScoreLog(string File, int Count, int Step, string Of);
