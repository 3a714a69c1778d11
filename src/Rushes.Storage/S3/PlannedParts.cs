namespace Rushes.Storage.S3;

/// <summary>Parts, taken one after another by several uploads.</summary>
/// <param name="parts">All of them, in order.</param>
internal sealed class PlannedParts(IAsyncEnumerable<PlannedPart> parts) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<PlannedPart> _parts = parts.GetAsyncEnumerator(CancellationToken.None);
    private PlannedPart? _next;

    public async ValueTask<bool> HasMoreAsync()
    {
        _next ??= await _parts.MoveNextAsync() ? _parts.Current : null;
        return _next is not null;
    }

    /// <summary>The next. Somebody has asked whether there is one.</summary>
    public PlannedPart Take()
    {
        var taken = _next!;
        _next = null;
        return taken;
    }

    public ValueTask DisposeAsync() => _parts.DisposeAsync();
}
