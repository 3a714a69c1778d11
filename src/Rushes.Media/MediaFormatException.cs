namespace Rushes.Media;

/// <summary>The bytes are not what their format says they must be. Media are hostile until read: every reader here ends in this.</summary>
public sealed class MediaFormatException : Exception
{
    /// <param name="what">What is wrong, with the place inside the structure ("moof/traf/trun: …").</param>
    /// <param name="offset">Byte offset in the file, as near as it is known.</param>
    public MediaFormatException(string what, long offset)
        : this(what, offset, null)
    {
    }

    /// <param name="what">What is wrong, with the place inside the structure.</param>
    /// <param name="offset">Byte offset in the file, as near as it is known.</param>
    /// <param name="innerException">The parser's own complaint.</param>
    public MediaFormatException(string what, long offset, Exception? innerException)
        : base($"{what} (at byte {offset})", innerException)
    {
        What = what;
        Offset = offset;
    }

    /// <summary>What is wrong, without the offset.</summary>
    public string What { get; }

    /// <summary>Byte offset in the file, as near as it is known.</summary>
    public long Offset { get; }
}
