namespace Rushes.Quality.Functions.Score;

/// <summary>Where one measured frame of an encode comes from.</summary>
/// <param name="Encode">A cut of a file, or a part of a chunk.</param>
/// <param name="Skipped">Pictures of it before the frame.</param>
internal sealed record SampleInput(EncodeInput Encode, int Skipped);
