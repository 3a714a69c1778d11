using Amazon.Runtime;

namespace Rushes.Storage.S3;

/// <summary>How S3 is spoken to. What tests make smaller, or replace, is here.</summary>
internal sealed record S3Settings
{
    /// <summary>S3 allows no smaller parts but the last.</summary>
    public const int LeastPartBytes = 5 << 20;

    /// <summary>Bytes of a part of an upload; more where 10,000 of them would not hold the object.</summary>
    public int PartBytes { get; init; } = 8 << 20;

    /// <summary>Full parts in memory at once, of all uploads of the store; each upload fills one more.</summary>
    public int Parts { get; init; } = 8;

    /// <summary>Parts of an upload, at most; ten at least. S3 allows no more than this.</summary>
    public int PartsOfUpload
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 10);
            field = value;
        }
    } = PartSizes.MostParts;

    /// <summary>Bytes of the first ranged read of an object, and after a jump. Each that follows in order has twice as many.</summary>
    public int FirstBytes { get; init; } = 256 << 10;

    /// <summary>Bytes of one ranged read, at most.</summary>
    public int BlockBytes { get; init; } = 4 << 20;

    /// <summary>Ranged reads under way at once, of one object that is read from front to back.</summary>
    public int BlocksAhead { get; init; } = 4;

    /// <summary>What is larger is copied in parts, side by side.</summary>
    public long CopyBytes { get; init; } = 256L << 20;

    /// <summary>Keys of a page of a listing, and of a batch of deletions. S3 allows no more.</summary>
    public int PageKeys { get; init; } = 1000;

    /// <summary>How long what may heal is tried again.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The first pause before that; doubles each time.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Null: from the chain of the AWS tools.</summary>
    public AWSCredentials? Credentials { get; init; }

    /// <summary>Null: the library's own.</summary>
    public HttpClientFactory? Http { get; init; }
}
