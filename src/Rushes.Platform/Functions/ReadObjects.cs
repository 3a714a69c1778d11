namespace Rushes.Platform.Functions;

/// <summary>
/// The last few objects that functions of this worker have read. Every chunk of a film needs the film's timeline; reading
/// it anew each time costs more memory, as garbage, than keeping it. Thread-safe; two that miss at once both read.
/// </summary>
internal sealed class ReadObjects
{
    // An index of a long film is some ten megabytes.
    private const int Kept = 4;

    private readonly Lock _lock = new();
    private readonly LinkedList<(string Uri, object Value)> _latest = [];

    public T? Find<T>(string uri)
        where T : class
    {
        lock (_lock)
        {
            for (var node = _latest.First; node is not null; node = node.Next)
            {
                if (node.Value.Uri == uri && node.Value.Value is T found)
                {
                    _latest.Remove(node);
                    _latest.AddFirst(node);
                    return found;
                }
            }

            return null;
        }
    }

    public void Keep(string uri, object value)
    {
        lock (_lock)
        {
            _latest.AddFirst((uri, value));
            if (_latest.Count > Kept)
            {
                _latest.RemoveLast();
            }
        }
    }
}
