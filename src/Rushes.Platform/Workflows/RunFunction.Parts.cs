namespace Rushes.Platform.Workflows;

internal sealed partial class RunFunction
{
    public Payload Payload => ArgumentUri.Length == 0
        ? new Payload(Argument.ToByteArray(), null)
        : new Payload(null, new StoredObject { Uri = ArgumentUri, Digest = ArgumentDigest });

    /// <summary>The neighbours that travel in the same message; null: there is none.</summary>
    public RunFunction? Rest()
    {
        if (Next.Count == 0)
        {
            return null;
        }

        var rest = Next[0].Clone();
        rest.Next.AddRange(Next.Skip(1));
        return rest;
    }
}
