namespace Rushes.Inspection.Sound;

/// <summary>Of one channel in one window. Levels are amplitudes, 1 is full scale.</summary>
internal record struct ChannelMeasures
{
    /// <summary>In fine windows, of the second difference.</summary>
    public double Rms { get; set; }

    /// <summary>Of the sample that is farthest from zero.</summary>
    public double Peak { get; set; }

    /// <summary>Mean of the samples.</summary>
    public double Offset { get; set; }

    /// <summary>Lowest and highest second difference of a fine window.</summary>
    public double Lowest { get; set; }

    /// <inheritdoc cref="Lowest"/>
    public double Highest { get; set; }

    /// <summary>Mean length of the runs of samples at the window's highest and lowest value; a longer run counts for more.</summary>
    public double FlatRun { get; set; }

    /// <summary>Samples at the window's highest and lowest value.</summary>
    public double PeakCount { get; set; }

    /// <summary>Seconds of a run of zeros that ended in this window; 0: none did.</summary>
    public double ZerosEnded { get; set; }

    /// <summary>A run of zeros was noticed in this window.</summary>
    public bool ZerosBegan { get; set; }

    /// <summary>What is heard: the RMS without its offset.</summary>
    public readonly double Sound => Math.Sqrt(Math.Max(0, (Rms * Rms) - (Offset * Offset)));

    /// <summary>The largest second difference of a fine window.</summary>
    public readonly double Step => Math.Max(Highest, -Lowest);
}
