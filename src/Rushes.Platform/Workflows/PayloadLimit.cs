using Google.Protobuf;

namespace Rushes.Platform.Workflows;

/// <summary>Rows hold small messages; anything larger is an object in the store, and the message refers to it.</summary>
internal static class PayloadLimit
{
    public const int Bytes = 64 * 1024;

    /// <exception cref="InvalidOperationException">The message is too large for a row.</exception>
    public static byte[] Serialize(IMessage message, string what)
    {
        var size = message.CalculateSize();
        return size <= Bytes
            ? message.ToByteArray()
            : throw new InvalidOperationException(
                $"{what} ({message.Descriptor.FullName}) has {size} bytes, more than the {Bytes} that a row holds. Put it into the store and pass an ObjectRef.");
    }
}
