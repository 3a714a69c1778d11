namespace Rushes.Media.Encryption;

/// <summary>Decrypts the samples of a track, in any order, by what its <c>senc</c> says of them.</summary>
internal sealed class SampleDecryptor : IDisposable
{
    private readonly SampleCipher _cipher;

    /// <param name="track">What <c>tenc</c> says.</param>
    /// <param name="key">Of the track.</param>
    public SampleDecryptor(TrackEncryption track, ContentKey key)
    {
        if (track.KeyId != key.Id)
        {
            throw new ArgumentException($"The track's key is {track.KeyId}, not {key.Id}.", nameof(key));
        }

        _cipher = SampleCipher.Create(track, key, CipherDirection.Decrypt);
    }

    /// <param name="sample">Changed in place; its size stays.</param>
    /// <param name="table">Of its fragment.</param>
    /// <param name="number">Of the sample in the fragment.</param>
    /// <exception cref="MediaFormatException">The subsamples do not span the sample.</exception>
    public void Decrypt(Span<byte> sample, SampleAuxiliaryTable table, int number)
    {
        var subsamples = table.Subsamples(number);
        var length = Subsample.TotalLength(subsamples);
        if (!subsamples.IsEmpty && length != sample.Length)
        {
            throw new MediaFormatException($"senc: the subsamples of sample {number} span {length} bytes, the sample has {sample.Length}", 0);
        }

        _cipher.Transform(sample, table.Iv(number), subsamples);
    }

    public void Dispose() => _cipher.Dispose();
}
