using Rushes.Contracts;

namespace Rushes.Tools.Probing;

/// <summary>The frames of a file are known, or the file is refused.</summary>
public abstract record ScanOutcome
{
    private ScanOutcome()
    {
    }

    public sealed record Scanned(ScannedFrames Frames) : ScanOutcome;

    public sealed record Refused(Failure Failure) : ScanOutcome;
}
