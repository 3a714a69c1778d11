using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Audio;

namespace Rushes.Media.Tests.Fuzzing;

/// <summary>Headers and configurations of coded sound; as such, and as a decoder's configuration, they read alike or not at all.</summary>
internal static class SoundTargets
{
    public static IEnumerable<FuzzTarget> All { get; } =
    [
        FuzzTarget.Of("aac", bytes => AudioSpecificConfig.Parse(bytes), Hex("118004C84100010880"), Hex("F94824211CC0185000200097084730B0"), Hex("139056E5A0")),
        FuzzTarget.Of("adts", bytes => ReadAgain(AudioSpecificConfig.Build(AdtsHeader.Parse(bytes)), AudioSpecificConfig.Parse), Hex("FFF15080277FFC")),
        FuzzTarget.Of("ac3", bytes => ReadAgain(Ac3Configuration.Build(Ac3FrameHeader.Parse(bytes)), Ac3Configuration.Parse), BitstreamSeeds.Ac3),
        FuzzTarget.Of("dac3", bytes => Ac3Configuration.Parse(bytes), Hex("103DE0")),
        FuzzTarget.Of("eac3", bytes => ReadAgain(Eac3Configuration.FromSample(bytes), Eac3Configuration.Parse), BitstreamSeeds.Eac3),
        FuzzTarget.Of("dec3", bytes => Eac3Configuration.Parse(bytes), Hex("BB80200F0000"), Hex("0600200F00010C"), Hex("0C00200F0202")),
        FuzzTarget.Of("opus", bytes => ReadAgain(OpusConfiguration.FromOpusHead(bytes), OpusConfiguration.Parse), Hex("4F707573486561640102380180BB0000000000")),
        FuzzTarget.Of("dOps", bytes => OpusConfiguration.Parse(bytes), Hex("000201380000BB80000000"), Hex("000601380000BB800000010402000401020305")),
        FuzzTarget.Of("dfLa", bytes => FlacConfiguration.Parse(bytes), Hex("0000000080000022120012000002F10004F30AC440F00000AC449BA95E857124355C11330D327EB66B24")),
    ];

    private delegate ISoundConfiguration Parser(ReadOnlySpan<byte> content);

    // What we make of a stream, we read.
    private static void ReadAgain(ISoundConfiguration made, Parser parse)
    {
        var read = Assert.IsAssignableFrom<ISoundConfiguration>(parse(made.Bytes.Span));
        Assert.Equal((made.SampleRate, made.Channels), (read.SampleRate, read.Channels));
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text);
}
