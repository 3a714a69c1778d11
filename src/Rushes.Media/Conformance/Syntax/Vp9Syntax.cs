using System.Globalization;
using Rushes.Media.Bitstreams.Levels;
using Rushes.Media.Bitstreams.Vp9;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Conformance.Syntax;

/// <summary>Samples of VP9: frames and superframes (VP Codec ISO Media File Format Binding, "Sample format").</summary>
internal sealed class Vp9Syntax : StreamSyntax
{
    public static readonly string[] Profiles = ["0", "1", "2", "3"];

    private readonly Vp9FrameState _state = new();
    private readonly Vp9DecoderConfiguration _configuration;
    private readonly (int Width, int Height) _size;
    private Vp9Format? _format;
    private int _tileColumns;

    public Vp9Syntax(TrackFormat format, FaultLog log)
        : base(log)
    {
        _configuration = Vp9DecoderConfiguration.Parse(format.Configuration.Span);
        _size = (format.Width, format.Height);
    }

    /// <inheritdoc/>
    public override CodedPicture Read(int frame, ReadOnlySpan<byte> sample)
    {
        var (shown, decoded, access, isMalformed) = (0, 0, RandomAccess.None, false);
        try
        {
            var frames = new Vp9Superframe(sample);
            while (frames.TryRead(out var offset, out var size))
            {
                var header = _state.Read(sample.Slice(offset, size));
                access = header is { IsKey: true, IsShown: true } && decoded == 0 ? RandomAccess.Closed : access;
                shown += header.IsShown ? 1 : 0;
                decoded += header.ShowsExisting ? 0 : 1;
                TakeHeader(frame, header);
            }
        }
        catch (MediaFormatException malformed)
        {
            (isMalformed, shown) = (true, 1);
            Log.Add(frame, FaultCodes.Truncated, "VP9 6.1", "A frame of the sample is malformed, or ends behind it.", ("found", malformed.What));
        }

        if (!isMalformed && shown == 0 && decoded == 0)
        {
            Log.Add(frame, FaultCodes.MissingSlices, "VP9 6.1", "The sample holds no frame.");
        }

        return new CodedPicture
        {
            Access = access,
            StartsSequence = access == RandomAccess.Closed,
            ShownFrames = shown,
            DecodedFrames = decoded,
            TileColumns = _tileColumns,
            TileRows = 1,
            VclBits = sample.Length * 8L,
        };
    }

    private void TakeHeader(int frame, in Vp9FrameHeader header)
    {
        _tileColumns = Math.Max(_tileColumns, header.TileColumns);
        if (header.IsKey && Facts is null)
        {
            Facts = FactsOf(header);
            FindDisagreement(frame, header);
        }

        if (header.IsKey)
        {
            _format ??= header.Format;
        }

        if (header.IsKey && header.Format != _format)
        {
            Log.Add(frame, FaultCodes.ParameterSets, "VP9 7.2", "Depth, chroma or colour of this key frame are not those of the first.");
        }

        if (!header.ShowsExisting && (header.Width, header.Height) != _size)
        {
            Log.Warn(
                frame, FaultCodes.FrameSize, "VP9-ISOBMFF VPCodecConfigurationBox", "The frame has another size than the container says.",
                ("width", header.Width), ("height", header.Height));
        }
    }

    private void FindDisagreement(int frame, in Vp9FrameHeader header)
    {
        if ((header.Profile, header.Format.BitDepth) != (_configuration.Profile, _configuration.BitDepth))
        {
            Log.Add(
                frame, FaultCodes.Configuration, "VP9-ISOBMFF VPCodecConfigurationBox", "Profile or bit depth of vpcC are not those of the frames.",
                ("vpcC", $"{_configuration.Profile}/{_configuration.BitDepth}"), ("frame", $"{header.Profile}/{header.Format.BitDepth}"));
        }
    }

    private StreamFacts FactsOf(in Vp9FrameHeader header) => new()
    {
        Standard = "VP9",
        Profile = header.Profile.ToString(CultureInfo.InvariantCulture),
        Level = _configuration.Level == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{_configuration.Level / 10}.{_configuration.Level % 10}"),
        Levels = Vp9Levels.All,
        Bits = header.Format.BitDepth,
        Chroma = _configuration.Chroma,
        Width = header.Width,
        Height = header.Height,
        CodedWidth = header.Width,
        CodedHeight = header.Height,
        Colour = header.Format.ColorSpace == 0 ? null : header.Format.Colour with { Transfer = 2, Primaries = 2 },
    };
}
