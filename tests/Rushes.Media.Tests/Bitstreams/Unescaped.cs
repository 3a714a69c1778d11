namespace Rushes.Media.Tests.Bitstreams;

/// <summary>The plain way to take out emulation prevention bytes, to hold the reader's against.</summary>
internal static class Unescaped
{
    public static long Count(ReadOnlySpan<byte> bytes)
    {
        var count = bytes.Length;
        for (var i = 2; i < bytes.Length; i++)
        {
            count -= bytes[i] == 3 && bytes[i - 1] == 0 && bytes[i - 2] == 0 ? 1 : 0;
        }

        return count;
    }
}
