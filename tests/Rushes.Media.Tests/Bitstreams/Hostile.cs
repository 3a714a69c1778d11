namespace Rushes.Media.Tests.Bitstreams;

/// <summary>A parser before bytes that are not what they should be: it reads them or throws a <see cref="MediaFormatException"/>, and no more.</summary>
internal static class Hostile
{
    public delegate void Parser(ReadOnlySpan<byte> bytes);

    public static void ReadsOrRefuses(ReadOnlySpan<byte> bytes, Parser parse)
    {
        try
        {
            parse(bytes);
        }
        catch (MediaFormatException exception)
        {
            Assert.NotEmpty(exception.What);
        }
    }

    /// <summary>Every prefix of what is there.</summary>
    public static void Truncate(ReadOnlySpan<byte> bytes, Parser parse)
    {
        for (var size = 0; size < bytes.Length; size++)
        {
            ReadsOrRefuses(bytes[..size], parse);
        }
    }

    /// <summary>Some bytes or bits changed, the same at every run.</summary>
    public static void Mutate(ReadOnlySpan<byte> bytes, int times, Parser parse)
    {
        var random = new Random(20261121);
        for (var i = 0; i < times; i++)
        {
            var mutated = bytes.ToArray();
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                var at = random.Next(mutated.Length);
                mutated[at] = random.Next(3) switch
                {
                    0 => (byte)random.Next(256),
                    1 => (byte)(mutated[at] ^ (1 << random.Next(8))),
                    _ => (byte)(random.Next(2) * 255),
                };
            }

            ReadsOrRefuses(mutated, parse);
        }
    }
}
