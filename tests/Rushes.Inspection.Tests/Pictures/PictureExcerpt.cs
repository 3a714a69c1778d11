namespace Rushes.Inspection.Tests.Pictures;

/// <summary>Moving pictures to plant faults into.</summary>
/// <param name="Path">Of the file.</param>
/// <param name="Turns">Frames at which motion turns back: a conversion of the rate may well leave two pictures there that are the same.</param>
internal sealed record PictureExcerpt(string Path, IReadOnlyList<int> Turns)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);
}
