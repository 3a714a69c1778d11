using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Tests.Fuzzing;

namespace Rushes.Media.Tests.Indexing;

/// <summary>What a stream says of its pictures is taken where the file is silent.</summary>
public sealed class FirstPictureTests
{
    private const int ProResInterlace = 20;
    private const int ProResColour = 22;

    private static readonly Colour Unspecified = new(2, 2, 2, false);
    private static readonly Colour Bt709 = new(1, 1, 1, false);
    private static readonly Colour Pq = new(9, 16, 9, false);

    public static TheoryData<Colour?, Colour, Colour?> Colours { get; } = new()
    {
        { null, Pq, Pq },
        { null, Unspecified, null },
        { Unspecified, Pq, Pq },
        { Bt709, Pq, Bt709 },
        { new Colour(1, 2, 1, true), Pq, new Colour(1, 16, 1, true) },
        { Bt709, Unspecified, Bt709 },
    };

    [Theory]
    [MemberData(nameof(Colours))]
    public void Colour_OfFileAndFrame_IsTheFilesWhereItSaysAny(Colour? file, Colour frame, Colour? expected)
    {
        var format = Formats.Plain("prores-hq", "apch", 64, 64);
        var completed = FirstPicture.Complete(format with { Picture = new PictureProperties { Colour = file } }, ProRes(0, frame));
        Assert.Equal(expected, completed.Picture.Colour);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 2, 9)]
    [InlineData(2, 2, 14)]
    public void FieldOrder_OfAProResFrame_IsThatOfQuickTime(int mode, byte fields, byte detail)
    {
        var completed = FirstPicture.Complete(Formats.Plain("prores-422", "apcn", 64, 64), ProRes(mode, Unspecified));
        Assert.Equal(new FieldOrder(fields, detail), completed.Picture.FieldOrder);
    }

    [Fact]
    public void FieldOrder_OfTheFile_Stands()
    {
        var format = Formats.Plain("prores-422", "apcn", 64, 64) with { Picture = new PictureProperties { FieldOrder = FieldOrder.BottomFirst } };
        Assert.Equal(FieldOrder.BottomFirst, FirstPicture.Complete(format, ProRes(1, Unspecified)).Picture.FieldOrder);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(2, 2, 1)]
    [InlineData(3, 2, 6)]
    public void FieldOrder_OfAVc3Frame_IsTheOrderOfItsFields(byte coding, byte fields, byte detail)
    {
        var frame = BitstreamSeeds.Vc3.ToArray();
        frame[5] = coding;
        Assert.Equal(new FieldOrder(fields, detail), FirstPicture.Complete(Formats.Plain("dnxhr", "AVdh", 64, 64), frame).Picture.FieldOrder);
    }

    [Fact]
    public void Mpeg2_OfQuickTime_SaysItsProfile()
    {
        var completed = FirstPicture.Complete(Formats.Plain("mpeg2", "m2v1", 64, 64), BitstreamSeeds.Mpeg2);
        Assert.Equal(("mp4v", "mp4v.61", Bt709), (completed.EntryType, completed.Codecs, completed.Picture.Colour));
        Assert.Equal([0x61], completed.Configuration.ToArray());
    }

    [Theory]
    [InlineData("prores-hq", "apch")]
    [InlineData("dnxhd", "AVdn")]
    [InlineData("mpeg2", "m2v1")]
    [InlineData("avc", "avc1")]
    public void Format_OfAStreamThatCannotBeRead_StaysAsItWas(string codec, string entryType)
    {
        var format = Formats.Plain(codec, entryType, 64, 64);
        Assert.Equal(format.Picture, FirstPicture.Complete(format, [0, 0, 1, 0xB5, 0x10]).Picture);
    }

    private static byte[] ProRes(int interlace, Colour colour)
    {
        var frame = BitstreamSeeds.ProRes.ToArray();
        frame[ProResInterlace] = (byte)((frame[ProResInterlace] & ~0x0C) | (interlace << 2));
        (frame[ProResColour], frame[ProResColour + 1], frame[ProResColour + 2]) = ((byte)colour.Primaries, (byte)colour.Transfer, (byte)colour.Matrix);
        return frame;
    }
}
