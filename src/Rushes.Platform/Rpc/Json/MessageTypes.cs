using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Rushes.Platform.Rpc.Json;

/// <summary>Every message that a method may meet, by its full name, also inside of an <see cref="Any"/>.</summary>
internal sealed class MessageTypes
{
    private readonly TypeRegistry _registry;
    private readonly JsonFormatter _formatter;

    public MessageTypes(IEnumerable<MessageDescriptor> messages)
    {
        _registry = TypeRegistry.FromFiles(messages.Select(message => message.File).Distinct());
        _formatter = new JsonFormatter(JsonFormatter.Settings.Default.WithTypeRegistry(_registry));
    }

    public static MessageTypes Of(IEnumerable<RpcMethod> methods) => new(
        methods.SelectMany<RpcMethod, MessageDescriptor>(method => [method.Request, method.Response]).Append(Contracts.FailureList.Descriptor));

    public MessageDescriptor? Find(string fullName) => _registry.Find(fullName);

    public byte[] Format(IMessage message) => Encoding.UTF8.GetBytes(_formatter.Format(message));
}
