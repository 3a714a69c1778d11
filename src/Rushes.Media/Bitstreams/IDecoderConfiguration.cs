namespace Rushes.Media.Bitstreams;

/// <summary>What a decoder needs before the first sample, in the form that files carry it.</summary>
internal interface IDecoderConfiguration
{
    /// <summary>The content of the box that carries it, as it was read or as it is to be written.</summary>
    ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The element of the codecs parameter (RFC 6381).</summary>
    string Codecs { get; }
}
