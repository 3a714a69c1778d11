using Rushes.Media.Bitstreams.Hevc;
using Rushes.Media.Bitstreams.Sei;

namespace Rushes.Media.Conformance.Syntax;

/// <summary>What has been seen of one sample of HEVC.</summary>
internal sealed class HevcPictureReading
{
    public HdrMetadata Hdr { get; } = new();

    public HevcSliceHeader? First { get; private set; }

    /// <summary>Pictures that start here, shown or not.</summary>
    public int Pictures { get; private set; }

    public int Slices { get; private set; }

    public long VclBits { get; private set; }

    public bool IsMalformed { get; set; }

    public bool EndsSequence { get; set; }

    /// <inheritdoc cref="CodedPicture.InitialDelay"/>
    public double? InitialDelay { get; private set; }

    /// <summary>pic_struct; null where nothing is said.</summary>
    public int? Structure { get; private set; }

    public void TakeSei(ReadOnlySpan<byte> unit, HevcUsability? usability)
    {
        Hdr.AddSei(unit, headerSize: 2);
        var messages = new SeiReader(unit, headerSize: 2);
        while (messages.TryRead(out var message))
        {
            switch (message.Type)
            {
                case SeiType.BufferingPeriod:
                    InitialDelay ??= HevcBufferingPeriod.ReadInitialDelay(message.Bits, usability) / SignalledBuffer.TicksPerSecond;
                    break;
                case SeiType.PictureTiming:
                    Structure ??= HevcPictureTiming.Read(message.Bits, usability).PictureStructure;
                    break;
            }
        }
    }

    public void TakeSlice(HevcSliceHeader slice, int bytes)
    {
        Slices++;
        VclBits += bytes * 8L;
        Pictures += slice.IsFirstOfPicture ? 1 : 0;
        First ??= slice;
    }
}
