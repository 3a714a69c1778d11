using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams.Audio;

/// <summary>The content of <c>dec3</c> (ETSI TS 102 366 Annex F.6; joint object coding: ETSI TS 103 420 §8.3).</summary>
internal sealed class Eac3Configuration : ISoundConfiguration
{
    private readonly byte[] _bytes;

    private Eac3Configuration(byte[] bytes, int dataRate, IReadOnlyList<Eac3Substream> substreams, int? complexity) =>
        (_bytes, DataRate, Substreams, ObjectComplexity) = (bytes, dataRate, substreams, complexity);

    /// <summary>kbit/s of the whole.</summary>
    public int DataRate { get; }

    /// <summary>The independent ones, at least one.</summary>
    public IReadOnlyList<Eac3Substream> Substreams { get; }

    /// <summary>complexity_index_type_a, the objects of joint object coding (Atmos); null without.</summary>
    public int? ObjectComplexity { get; }

    /// <inheritdoc/>
    public int SampleRate => Ac3Channels.SampleRate(Substreams[0].SampleRateCode);

    /// <inheritdoc/>
    public int Channels => Substreams[0].Channels;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <inheritdoc/>
    public string Codecs => "ec-3";

    /// <param name="content">Of the <c>dec3</c> box, without its header.</param>
    /// <exception cref="MediaFormatException">It is not such a record.</exception>
    public static Eac3Configuration Parse(ReadOnlySpan<byte> content)
    {
        var bits = new BitReader(content, "dec3");
        var dataRate = bits.Read(13);
        var substreams = new Eac3Substream[bits.Read(3) + 1];
        for (var i = 0; i < substreams.Length; i++)
        {
            substreams[i] = Eac3Substream.Read(ref bits);
        }

        if (Ac3Channels.SampleRate(substreams[0].SampleRateCode) == 0)
        {
            throw bits.Malformed("reserved fscod");
        }

        // The extension follows where there is room for it.
        var hasExtension = content.Length - bits.BytesTouched >= 2 && (bits.Read(8) & 1) == 1;
        return new Eac3Configuration(content.ToArray(), dataRate, substreams, hasExtension ? bits.Read(8) : null);
    }

    /// <summary>From the sync frames of one sample: each independent substream, and the dependent ones behind it.</summary>
    /// <exception cref="MediaFormatException">They are malformed, or the first is not independent.</exception>
    public static Eac3Configuration FromSample(ReadOnlySpan<byte> sample)
    {
        var substreams = new List<Eac3Substream>();
        int? complexity = null;
        long dataRate = 0;
        for (var position = 0; position < sample.Length;)
        {
            var frame = Eac3FrameHeader.Parse(sample[position..]);
            position += frame.FrameSize;
            dataRate += (long)frame.FrameSize * 8 * frame.SampleRate / frame.Samples;
            complexity = frame.ObjectComplexity ?? complexity;
            if (!frame.IsDependent)
            {
                substreams.Add(new Eac3Substream(
                    frame.SampleRateCode, frame.StreamId, false, frame.StreamMode, frame.ChannelMode, frame.LowFrequency, 0, 0));
            }
            else if (substreams.Count > 0)
            {
                substreams[^1] = substreams[^1].With(frame);
            }
        }

        return substreams.Count is >= 1 and <= 8
            ? Build((int)(dataRate / 1000), substreams, complexity)
            : throw new MediaFormatException($"E-AC-3 sample: {substreams.Count} independent substreams", 0);
    }

    /// <param name="dataRate">kbit/s of the whole.</param>
    /// <param name="substreams">One to eight.</param>
    /// <param name="objectComplexity">Null without joint object coding.</param>
    public static Eac3Configuration Build(int dataRate, IReadOnlyList<Eac3Substream> substreams, int? objectComplexity)
    {
        ArgumentOutOfRangeException.ThrowIfZero(substreams.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(substreams.Count, 8);
        var writer = new BoxWriter();
        writer.UInt16((ushort)((Math.Min(dataRate, 0x1FFF) << 3) | (substreams.Count - 1)));
        foreach (var substream in substreams)
        {
            var (value, bytes) = substream.Write();
            for (; bytes > 0; bytes--)
            {
                writer.UInt8((byte)(value >> ((bytes - 1) * 8)));
            }
        }

        if (objectComplexity is { } complexity)
        {
            writer.UInt8(1); // flag_ec3_extension_type_a
            writer.UInt8(checked((byte)complexity));
        }

        return Parse(writer.Written.Span);
    }
}
