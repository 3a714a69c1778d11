namespace Rushes.Media.Conformance;

/// <summary>How the lines of a picture are scanned.</summary>
public enum FieldScan
{
    Progressive,

    /// <summary>Two fields, the top one first in time.</summary>
    TopFirst,

    /// <summary>Two fields, the bottom one first in time.</summary>
    BottomFirst,
}
