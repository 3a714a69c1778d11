using Rushes.Platform.Functions;

namespace Rushes.Platform.Scheduling;

/// <summary>What workers run out of.</summary>
internal enum Dimension
{
    Cores,
    Memory,
    Disk,
    Network,
}

/// <summary>An amount in all four dimensions: cores, bytes, bytes, bit/s. Negative where more is promised than there is.</summary>
internal readonly record struct Resources(long Cores, long Memory, long Disk, long Network)
{
    /// <summary>What a frozen message goes on holding.</summary>
    public Resources MemoryAndDisk => new(0, Memory, Disk, 0);

    /// <summary>What freezing makes free.</summary>
    public Resources CoresAndNetwork => new(Cores, 0, 0, Network);

    public bool IsZero => this == default;

    public long this[Dimension dimension] => dimension switch
    {
        Dimension.Cores => Cores,
        Dimension.Memory => Memory,
        Dimension.Disk => Disk,
        _ => Network,
    };

    public static Resources operator +(in Resources one, in Resources other) =>
        new(one.Cores + other.Cores, one.Memory + other.Memory, one.Disk + other.Disk, one.Network + other.Network);

    public static Resources operator -(in Resources one, in Resources other) =>
        new(one.Cores - other.Cores, one.Memory - other.Memory, one.Disk - other.Disk, one.Network - other.Network);

    public static Resources Of(Shape shape) => new(shape.Cores, shape.MemoryBytes, shape.DiskBytes, shape.NetworkBps);

    /// <summary>Who needs nothing of a dimension does not mind that it is overdrawn.</summary>
    public bool Covers(in Resources need) => need.Missing(this).IsZero;

    /// <summary>What this need lacks in the room given; nowhere negative.</summary>
    public Resources Missing(in Resources room) =>
        new(Lacks(Cores, room.Cores), Lacks(Memory, room.Memory), Lacks(Disk, room.Disk), Lacks(Network, room.Network));

    /// <summary>The sum of the dimensions' shares of a whole.</summary>
    public double ShareOf(in Resources whole) =>
        Share(Cores, whole.Cores) + Share(Memory, whole.Memory) + Share(Disk, whole.Disk) + Share(Network, whole.Network);

    /// <summary>The dimension with the greatest share of a whole.</summary>
    public Dimension Greatest(in Resources whole)
    {
        var (greatest, most) = (Dimension.Cores, Share(Cores, whole.Cores));
        foreach (var dimension in (ReadOnlySpan<Dimension>)[Dimension.Memory, Dimension.Disk, Dimension.Network])
        {
            if (Share(this[dimension], whole[dimension]) is var share && share > most)
            {
                (greatest, most) = (dimension, share);
            }
        }

        return greatest;
    }

    private static long Lacks(long need, long room) => need > 0 && need > room ? need - room : 0;

    private static double Share(long part, long whole) => whole > 0 ? (double)part / whole : 0;
}
