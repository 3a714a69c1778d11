using Rushes.Media.Conformance;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Tests.Conformance;

/// <summary>Deliberate corruptions of good encodes: each is caught, and named at its place.</summary>
public sealed class MutantTests : IClassFixture<GoodEncodes>
{
    private const string Avc = "avc", Sliced = "sliced", Open = "open", Hevc = "hevc", Av1 = "av1", Vp9 = "vp9", Mpeg2 = "mpeg2", H263 = "h263", ProRes = "prores";

    private static readonly Dictionary<string, Corruption> Corruptions = new()
    {
        // What the headers say.
        ["level lowered"] = new(Avc, "validate.level_limit", 0, m => m.Format = m.Format with { Configuration = NalSurgery.WithLevel(m.Format.Configuration, 10, true) }),
        ["level of the container alone"] = new(Avc, "validate.configuration", 0, m => m.Format = m.Format with { Configuration = NalSurgery.WithLevel(m.Format.Configuration, 10, false) }),
        ["sequence set of one chunk"] = new(Avc, "validate.parameter_sets", 25, m =>
        {
            var set = NalSurgery.SequenceSet(m.Format.Configuration);
            set[3]++;
            m.Samples[25].Prepend(set);
        }),
        ["sequence header of one chunk"] = new(Av1, "validate.parameter_sets", 25, m => m.Samples[25].Bytes[2 + 3] ^= 0x08), // seq_level_idx
        ["colour of the container"] = new(Avc, "validate.colour_disagrees", 0, m => m.Format = m.Format with { Picture = m.Format.Picture with { Colour = new Colour(9, 16, 9, false) } }),
        ["mastering display of the container"] = new(Hevc, "validate.hdr_disagrees", 0, m => m.Format = m.Format with
        {
            Picture = m.Format.Picture with { MasteringDisplay = m.Format.Picture.MasteringDisplay!.Value with { MaximumLuminance = 1 } },
        }),

        // HDR in one chunk of three.
        ["HDR stripped in chunk 1"] = new(Hevc, "validate.hdr", 25, m => m.Samples[25].Keep(unit => unit[0] >> 1 != 39)),
        ["HDR changes in chunk 1"] = new(Hevc, "validate.hdr_changes", 25, m => m.Samples[25].Keep(unit => unit[0] >> 1 != 39)),
        ["HDR where none was promised"] = new(Hevc, "validate.hdr", 0, m => m.Promise = new StreamPromise { HasNoHdr = true }),

        // Samples lost, doubled, swapped.
        ["reference dropped"] = new(Avc, "validate.lost_reference", null, m => m.Samples.RemoveAt(Reference(m, 30))),
        ["picture dropped that none refers to"] = new(Avc, "validate.lost_frame", null, m => m.Samples.RemoveAt(Disposable(m, 30))),
        ["reference of HEVC dropped"] = new(Hevc, "validate.lost_reference", null, m => m.Samples.RemoveAt(26)),
        ["sample of AV1 dropped"] = new(Av1, "validate.lost_frame", null, m => m.Samples.RemoveAt(m.Samples.FindIndex(40, sample => sample.Bytes.Length < 40))),
        ["picture of H.263 dropped"] = new(H263, "validate.lost_frame", 30, m => m.Samples.RemoveAt(30)),
        ["picture of H.263 doubled"] = new(H263, "validate.doubled_frame", 31, m => m.Samples.Insert(31, m.Samples[30] with { })),
        ["sample doubled"] = new(Avc, "validate.doubled_frame", null, m => m.Samples.Insert(31, m.Samples[30] with { })),
        ["samples swapped as they are shown"] = new(Avc, "validate.frame_order", 31, m =>
        {
            var (a, b) = (m.Samples.Find(sample => sample.Shown == 30)!, m.Samples.Find(sample => sample.Shown == 31)!);
            (a.Bytes, b.Bytes) = (b.Bytes, a.Bytes);
        }),
        ["shifted by one from chunk 1 on"] = new(Avc, "validate.key_frame", 25, m =>
        {
            m.Samples.Insert(25, m.Samples[24] with { Shown = 24 });
            m.Samples.RemoveAt(m.Samples.Count - 1);
        }),

        ["more pictures ahead than promised"] = new(Avc, "validate.reordering", null, m =>
        {
            var at = Disposable(m, 30);
            var late = m.Samples[at];
            m.Samples.RemoveAt(at);
            m.Samples.Insert(at + 6, late);
        }),
        ["link of MPEG-2 broken"] = new(Mpeg2, "validate.broken_link", null, m =>
        {
            var start = m.Samples.Skip(1).First(sample => GroupHeader(sample) >= 0);
            start.Bytes[GroupHeader(start) + 7] |= 0x20;
        }),

        // Samples spoilt.
        ["sample cut short"] = new(Avc, "validate.sample_truncated", null, m => m.Samples[30].Bytes = m.Samples[30].Bytes[..^3]),
        ["last sample cut short in the file"] = new(Avc, "validate.sample_truncated", null, m => m.MissingBytes = 1),
        ["garbage behind the last unit"] = new(Avc, "validate.sample_truncated", null, m => m.Samples[30].Bytes = [.. m.Samples[30].Bytes, 1, 2, 3]),
        ["length of a unit lies"] = new(Avc, "validate.sample_truncated", null, m => m.Samples[30].Bytes[1] = 0x40),
        ["sample without slices"] = new(Avc, "validate.missing_slices", null, m => m.Samples[30].Bytes = NalSurgery.Sample([[6, 5, 1, 0, 0x80]])),
        ["first slice missing"] = new(Sliced, "validate.missing_slices", null, m => m.Samples[30].Bytes = NalSurgery.Sample(NalSurgery.Units(m.Samples[30].Bytes).Skip(1))),
        ["two pictures in one sample"] = new(Avc, "validate.several_pictures", null, m => m.Samples[30].Bytes = [.. m.Samples[30].Bytes, .. m.Samples[31].Bytes]),
        ["slice header overwritten"] = new(Avc, "validate.syntax", null, m => m.Samples[30].Bytes.AsSpan(5, 6).Clear()),
        ["sample of AV1 cut short"] = new(Av1, "validate.sample_truncated", 30, m => m.Samples[30].Bytes = m.Samples[30].Bytes[..^1]),
        ["two units of AV1 in one sample"] = new(Av1, "validate.several_pictures", 30, m => m.Samples[30].Bytes = [.. m.Samples[30].Bytes, .. m.Samples[31].Bytes]),
        ["frame of VP9 spoilt"] = new(Vp9, "validate.sample_truncated", 30, m => m.Samples[30].Bytes[0] = 0),
        ["hidden frame of AV1 alone"] = new(Av1, "validate.no_picture", null, m =>
        {
            var several = m.Samples.Skip(1).First(sample => FirstUnit(sample.Bytes) is > 0 and var end && end < sample.Bytes.Length);
            several.Bytes = several.Bytes[..FirstUnit(several.Bytes)];
        }),
        ["another size in a frame of ProRes"] = new(ProRes, "validate.frame_size", 30, m => m.Samples[30].Bytes[17] ^= 0x10),
        ["another size of VP9 in the container"] = new(Vp9, "validate.frame_size", 0, m => m.Format = m.Format with { Width = 368 }),
        ["picture of MPEG-2 without slices"] = new(Mpeg2, "validate.missing_slices", null, m => m.Samples[30].Bytes = m.Samples[30].Bytes[..20]),
        ["frame of ProRes cut short"] = new(ProRes, "validate.sample_truncated", 30, m => m.Samples[30].Bytes = m.Samples[30].Bytes[..^1]),

        // Key frames and groups.
        ["sync flag lies"] = new(Avc, "validate.sync_sample", null, m => m.Samples[30].IsKey = true),
        ["sync flag lies in AV1"] = new(Av1, "validate.sync_sample", 30, m => m.Samples[30].IsKey = true),
        ["sync flag missing"] = new(Avc, "validate.key_frame", 25, m => m.Samples[25].IsKey = false),
        ["key frame replaced"] = new(Avc, "validate.key_frame", 25, m => m.Samples[25].Bytes = m.Samples[26].Bytes),
        ["first key frame missing"] = new(Avc, "validate.first_frame", null, m => m.Samples.RemoveAt(0)),
        ["groups are open"] = new(Open, "validate.open_gop", null, m => (m.HasChunks, m.Promise) = (false, new StreamPromise { HasClosedGroups = true })),

        // Rates.
        ["peak past the buffer"] = new(Avc, "validate.vbv_underflow", null, m => m.Samples[30].Prepend([12, .. Enumerable.Repeat((byte)0xFF, 120_000), 0x80])),
        ["average bit rate"] = new(Avc, "validate.bitrate", 0, m => m.Promise = new StreamPromise { BitRate = 10_000 }),
        ["average bit rate that was aimed at"] = new(Avc, "validate.bitrate", 0, m => m.Promise = new StreamPromise { AimedBitRate = 10_000 }),

        // Promises.
        ["format"] = Promised("validate.format", promise => promise with { Codec = "hevc" }),
        ["profile"] = Promised("validate.profile", promise => promise with { Profile = "baseline" }),
        ["level"] = Promised("validate.level", promise => promise with { Level = "5.1" }),
        ["tier"] = new(Hevc, "validate.tier", 0, m => m.Promise = m.Promise with { Tier = "high" }),
        ["bit depth"] = Promised("validate.bit_depth", promise => promise with { Bits = 10 }),
        ["chroma"] = Promised("validate.chroma", promise => promise with { Chroma = "4:2:2" }),
        ["resolution"] = Promised("validate.resolution", promise => promise with { Width = 640, Height = 360 }),
        ["pixel aspect"] = Promised("validate.pixel_aspect", promise => promise with { PixelAspect = new(12, 11) }),
        ["frame rate"] = new(Avc, "validate.frame_rate", 1, m => m.Promise = new StreamPromise { FrameRate = new(24, 1) }),
        ["frame count"] = Promised("validate.frame_count", promise => promise with { Frames = 74 }),
        ["duration"] = Promised("validate.duration", promise => promise with { Duration = new(301, 100) }),
        ["colour"] = Promised("validate.colour", promise => promise with { Colour = ColourPromise.FromNames("tv", "bt2020", "smpte2084", "bt2020nc", "") }),
        ["field order"] = Promised("validate.field_order", promise => promise with { Fields = FieldScan.TopFirst }),
        ["field order of MPEG-2"] = new(Mpeg2, "validate.field_order", 0, m => m.Promise = new StreamPromise { Fields = FieldScan.BottomFirst }),
        ["field order of the container"] = new(ProRes, "validate.field_order", 0, m =>
        {
            m.Promise = new StreamPromise { Fields = FieldScan.Progressive };
            m.Format = m.Format with { Picture = m.Format.Picture with { FieldOrder = FieldOrder.BottomFirst } };
        }),
        ["mastering display"] = new(Hevc, "validate.hdr", 0, m => m.Promise = new StreamPromise { ContentLight = new ContentLight(999, 400) }),
    };

    private readonly GoodEncodes _encodes;

    public MutantTests(GoodEncodes encodes) => _encodes = encodes;

    public static TheoryData<string> Names => [.. Corruptions.Keys];

    [Theory]
    [InlineData(Avc)]
    [InlineData(Sliced)]
    [InlineData(Hevc)]
    [InlineData(Av1)]
    [InlineData(Vp9)]
    [InlineData(Mpeg2)]
    [InlineData(H263)]
    [InlineData(ProRes)]
    public async Task Mutant_OfNothing_IsGood(string encode) =>
        Assert.Empty((await (await _encodes.GetAsync(encode)).CheckAsync()).Where(fault => !fault.IsWarning).Select(Checked.Text));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Mutant_OfOneThing_IsNamedAtItsPlace(string name)
    {
        var corruption = Corruptions[name];
        var mutant = await _encodes.GetAsync(corruption.Encode);
        corruption.Spoil(mutant);

        var faults = await mutant.CheckAsync();

        var fault = faults.FirstOrDefault(fault => fault.Code == corruption.Code);
        Assert.True(fault is not null, $"{corruption.Code} is not among {string.Join("; ", faults.Select(Checked.Text))}");
        Assert.True(corruption.Frame is null ? fault!.From is >= 1 and <= 74 : fault!.From == corruption.Frame, Checked.Text(fault));
        Assert.Equal(mutant.HasChunks ? fault.From / 25 : 0, fault.Chunk);
    }

    private static Corruption Promised(string code, Func<StreamPromise, StreamPromise> change) => new(Avc, code, 0, m => m.Promise = change(m.Promise));

    // nal_ref_idc of the slice says whether others refer to it.
    private static int Reference(Mutant mutant, int from) => mutant.Samples.FindIndex(from, sample => (sample.Bytes[4] & 0x60) != 0);

    private static int Disposable(Mutant mutant, int from) => mutant.Samples.FindIndex(from, sample => (sample.Bytes[4] & 0x60) == 0);

    private static int GroupHeader(MutantSample sample) => sample.Bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0, 0, 1, 0xB8]);

    // Where OBU_FRAME ends that a sample starts with; 0: another does (AV1 5.3.2, 4.10.5). What follows is shown, it is not.
    private static int FirstUnit(byte[] sample)
    {
        const byte FrameWithSize = (6 << 3) | 2;
        var (size, at) = (0, 1);
        do
        {
            size |= (sample[at] & 0x7F) << (7 * (at - 1));
        }
        while ((sample[at++] & 0x80) != 0);
        return sample[0] == FrameWithSize ? at + size : 0;
    }

    private sealed record Corruption(string Encode, string Code, int? Frame, Action<Mutant> Spoil);
}
