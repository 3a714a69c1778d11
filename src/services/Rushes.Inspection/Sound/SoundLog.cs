namespace Rushes.Inspection.Sound;

/// <summary>Counts what FFmpeg complains of, and keeps the first complaint.</summary>
internal sealed class SoundLog
{
    private const int LettersKept = 300;

    public long Count { get; private set; }

    public string First { get; private set; } = "";

    public void Read(string line)
    {
        if (!line.Contains("[error]", StringComparison.Ordinal) && !line.Contains("[fatal]", StringComparison.Ordinal))
        {
            return;
        }

        Count++;
        First = Count > 1 ? First : line.Length <= LettersKept ? line : line[..LettersKept];
    }
}
