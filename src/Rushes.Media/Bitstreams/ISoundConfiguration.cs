namespace Rushes.Media.Bitstreams;

/// <summary>The configuration of a sound codec.</summary>
internal interface ISoundConfiguration : IDecoderConfiguration
{
    /// <summary>Hertz, of what the decoder gives out.</summary>
    int SampleRate { get; }

    /// <summary>Speakers, the low-frequency ones included.</summary>
    int Channels { get; }
}
