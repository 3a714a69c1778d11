namespace Rushes.Media.Bitstreams.Audio;

/// <summary>An independent substream in <c>dec3</c> (ETSI TS 102 366 Annex F.6).</summary>
/// <param name="SampleRateCode">fscod.</param>
/// <param name="StreamId">bsid, 16.</param>
/// <param name="IsAssociated">asvc: to be mixed with a main service.</param>
/// <param name="StreamMode">bsmod.</param>
/// <param name="ChannelMode">acmod.</param>
/// <param name="LowFrequency">lfeon.</param>
/// <param name="DependentSubstreams">num_dep_sub.</param>
/// <param name="Locations">chan_loc: what the dependent substreams add.</param>
internal readonly record struct Eac3Substream(
    int SampleRateCode, int StreamId, bool IsAssociated, int StreamMode, int ChannelMode, bool LowFrequency, int DependentSubstreams, int Locations)
{
    /// <summary>Speakers, those of dependent substreams included.</summary>
    public int Channels => Ac3Channels.Count(ChannelMode, LowFrequency) + Ac3Channels.CountLocated(Locations);

    public static Eac3Substream Read(ref BitReader bits)
    {
        var (rate, id) = (bits.Read(2), bits.Read(5));
        bits.Skip(1);
        var associated = bits.ReadFlag();
        var (mode, channels, lowFrequency) = (bits.Read(3), bits.Read(3), bits.ReadFlag());
        bits.Skip(3);
        var dependent = bits.Read(4);
        var locations = bits.Read(dependent > 0 ? 9 : 1);
        return new Eac3Substream(rate, id, associated, mode, channels, lowFrequency, dependent, dependent > 0 ? locations : 0);
    }

    /// <summary>With what a dependent substream adds.</summary>
    public Eac3Substream With(Eac3FrameHeader dependent) => this with
    {
        DependentSubstreams = Math.Min(DependentSubstreams + 1, 15),
        Locations = Locations | Ac3Channels.LocationsOf(dependent.ChannelMap),
    };

    /// <summary>As <c>dec3</c> has it: 24 bits, or 32 with dependent substreams.</summary>
    public (uint Value, int Bytes) Write()
    {
        var value = ((uint)SampleRateCode << 22) | ((uint)StreamId << 17) | (IsAssociated ? 1u << 15 : 0) | ((uint)StreamMode << 12)
            | ((uint)ChannelMode << 9) | (LowFrequency ? 1u << 8 : 0) | ((uint)DependentSubstreams << 1);
        return DependentSubstreams > 0 ? ((value << 8) | (uint)Locations, 4) : (value, 3);
    }
}
