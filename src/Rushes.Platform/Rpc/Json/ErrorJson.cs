using System.Buffers;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;

namespace Rushes.Platform.Rpc.Json;

/// <summary>
/// Errors in JSON: <c>{"code":"invalid_argument","message":"…","failures":[…]}</c>. Clients of Connect read details of any type instead of
/// failures; to them the same list is one detail.
/// </summary>
internal static class ErrorJson
{
    public static byte[] Of(RpcException error, MessageTypes types, bool isConnect) => Write(json => Error(json, error, types, isConnect));

    /// <summary>The last frame of a stream of Connect.</summary>
    public static byte[] EndOfStream(RpcException? error, MessageTypes types) => Write(json =>
    {
        json.WriteStartObject();
        if (error is not null)
        {
            json.WritePropertyName("error");
            Error(json, error, types, isConnect: true);
        }

        json.WriteEndObject();
    });

    /// <summary><c>invalid_argument</c>.</summary>
    public static string NameOf(RpcCode code)
    {
        var name = new StringBuilder();
        foreach (var letter in code.ToString())
        {
            _ = char.IsUpper(letter) && name.Length > 0 ? name.Append('_').Append(char.ToLowerInvariant(letter)) : name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }

    private static void Error(Utf8JsonWriter json, RpcException error, MessageTypes types, bool isConnect)
    {
        json.WriteStartObject();
        json.WriteString("code", NameOf(error.Code));
        json.WriteString("message", error.Message);
        if (isConnect)
        {
            Details(json, error);
        }
        else
        {
            json.WriteStartArray("failures");
            foreach (var failure in error.Failures)
            {
                json.WriteRawValue(types.Format(failure));
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Details(Utf8JsonWriter json, RpcException error)
    {
        if (error.Failures.Count == 0)
        {
            return;
        }

        json.WriteStartArray("details");
        json.WriteStartObject();
        json.WriteString("type", FailureList.Descriptor.FullName);
        json.WriteString("value", Convert.ToBase64String(new FailureList { Failures = { error.Failures } }.ToByteArray()).TrimEnd('='));
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
