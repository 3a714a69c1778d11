using Google.Protobuf;

namespace Rushes.Platform.Workflows;

/// <summary>A serialised message: in the row that needs it, or, when it is too large for a row, in the store. One of the two is set.</summary>
internal readonly record struct Payload(byte[]? Inline, StoredObject? Object)
{
    /// <summary>What rows hold at most.</summary>
    public const int InlineBytes = 64 * 1024;

    /// <summary>The column <c>..._object</c>.</summary>
    public byte[]? ObjectBytes => Object?.ToByteArray();

    public static Payload Of(byte[]? inline, byte[]? stored) => new(inline, stored is null ? null : StoredObject.Parser.ParseFrom(stored));
}
