using System.Text;
using Google.Protobuf;

namespace Rushes.Media;

/// <summary>A stored form of this library: four bytes of magic, then one Protobuf message to the end.</summary>
internal static class TaggedMessage
{
    public const int MagicSize = 4;

    // A day at 60 frames a second takes about 30 MB; more is not one of ours.
    private const int SizeLimit = 256 << 20;

    public static void Write(Stream stream, ReadOnlySpan<byte> magic, IMessage message)
    {
        stream.Write(magic);
        message.WriteTo(stream);
    }

    public static T Read<T>(Stream stream, ReadOnlySpan<byte> magic, MessageParser<T> parser)
        where T : IMessage<T>
    {
        Span<byte> found = stackalloc byte[MagicSize];
        var length = stream.ReadAtLeast(found, MagicSize, throwOnEndOfStream: false);
        if (!found[..length].SequenceEqual(magic))
        {
            throw new MediaFormatException($"does not start with {Encoding.ASCII.GetString(magic)}", 0);
        }

        try
        {
            return parser.ParseFrom(CodedInputStream.CreateWithLimits(stream, SizeLimit, recursionLimit: 8));
        }
        catch (InvalidProtocolBufferException malformed)
        {
            throw new MediaFormatException($"{Encoding.ASCII.GetString(magic)}: {malformed.Message}", MagicSize, malformed);
        }
    }

    /// <summary>What a message says, once it is all there and its values hold.</summary>
    /// <param name="name">Of the stored form, for people.</param>
    /// <param name="isComplete">The message was not cut short.</param>
    /// <param name="build">Refuses values that do not hold as arguments.</param>
    public static T Build<T>(string name, bool isComplete, Func<T> build)
    {
        if (!isComplete)
        {
            throw new MediaFormatException($"{name}: ends too early", MagicSize);
        }

        try
        {
            return build();
        }
        catch (Exception refused) when (refused is ArgumentException or OverflowException)
        {
            throw new MediaFormatException($"{name}: {refused.Message}", MagicSize, refused);
        }
    }
}
