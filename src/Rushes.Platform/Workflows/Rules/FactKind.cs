using Google.Protobuf;

namespace Rushes.Platform.Workflows.Rules;

/// <summary>
/// What facts of one sort are called, how they are read, and which of them are about the same thing: of those with the same
/// key only the newest version counts. A kind is declared once, for the rules and for whoever asserts or reads its facts from
/// outside. As a condition it stands for each of its current facts.
/// </summary>
public sealed class FactKind<T> : Condition<T>, IFactKind
    where T : class, IMessage<T>
{
    private readonly MessageParser<T> _parser;
    private readonly Func<T, string> _key;

    /// <param name="name">Lower-case letters, digits and hyphens.</param>
    /// <param name="parser">Reads a fact.</param>
    /// <param name="key">
    /// What the fact is about: at most <see cref="FactId.LongestKey"/> characters, none of them a control character.
    /// Null: there is one fact of the kind.
    /// </param>
    /// <exception cref="ArgumentException">The name is wrong.</exception>
    public FactKind(string name, MessageParser<T> parser, Func<T, string>? key = null)
    {
        if (!NodeName.IsValid(name))
        {
            throw new ArgumentException($"'{name}' is no name of a kind of facts. Lower-case letters, digits and hyphens make one.", nameof(name));
        }

        (Name, _parser, _key) = (name, parser, key ?? (_ => ""));
    }

    public string Name { get; }

    internal override IEnumerable<IFactKind> Kinds => [this];

    IMessage IFactKind.Read(byte[] bytes) => _parser.ParseFrom(bytes);

    string IFactKind.KeyOf(IMessage fact) => FactId.CheckKey(Name, _key((T)fact));

    internal T Read(byte[] bytes) => _parser.ParseFrom(bytes);

    internal override IEnumerable<Match<T>> Matches(WorkingMemory memory) =>
        memory.Of(Name).Select(fact => new Match<T>((T)fact.Value, [fact.Id], fact.Created, null));
}

/// <summary>A kind as the engine sees it: the type is gone.</summary>
internal interface IFactKind
{
    string Name { get; }

    IMessage Read(byte[] bytes);

    /// <exception cref="ArgumentException">The key is too long, or has control characters.</exception>
    string KeyOf(IMessage fact);
}
