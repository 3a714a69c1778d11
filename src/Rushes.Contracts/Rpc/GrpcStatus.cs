using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Rushes.Contracts.Rpc;

/// <summary>The end of a gRPC call: the trailers <c>grpc-status</c>, <c>grpc-message</c> and <c>grpc-status-details-bin</c>.</summary>
public static class GrpcStatus
{
    public const string StatusTrailer = "grpc-status";
    public const string MessageTrailer = "grpc-message";
    public const string DetailsTrailer = "grpc-status-details-bin";

    /// <summary>Clients refuse long trailers, and with them the whole answer; 8 KiB is what all take.</summary>
    private const int MostDetailBytes = 4 << 10;

    private const int MostMessageChars = 256;

    /// <summary>The trailers of a call that ended so; null: well.</summary>
    public static IEnumerable<(string Name, string Value)> Trailers(RpcException? error)
    {
        yield return (StatusTrailer, ((int)(error?.Code ?? RpcCode.Ok)).ToString(CultureInfo.InvariantCulture));
        if (error is not null)
        {
            yield return (MessageTrailer, Escape(Shortened(error)));
            if (error.Failures.Count > 0)
            {
                yield return (DetailsTrailer, Convert.ToBase64String(Details(error).ToByteArray()));
            }
        }
    }

    /// <summary>How a call ended by its trailers; null: well.</summary>
    /// <param name="find">A trailer by its name; null: it is not there.</param>
    public static RpcException? Read(Func<string, string?> find)
    {
        ArgumentNullException.ThrowIfNull(find);
        if (find(StatusTrailer) is not { } status)
        {
            return new RpcException(RpcCode.Unavailable, "The server broke the call off.");
        }

        if (status == "0")
        {
            return null;
        }

        var code = int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && System.Enum.IsDefined((RpcCode)number)
            ? (RpcCode)number
            : RpcCode.Unknown;
        return new RpcException(code, Unescape(find(MessageTrailer) ?? ""), Failures(find(DetailsTrailer)));
    }

    /// <summary>As many failures as have room: the first ones.</summary>
    private static RpcStatus Details(RpcException error)
    {
        var list = new FailureList();
        foreach (var failure in error.Failures)
        {
            if (list.CalculateSize() + failure.CalculateSize() > MostDetailBytes)
            {
                break;
            }

            list.Failures.Add(failure);
        }

        return new RpcStatus { Code = (int)error.Code, Message = Shortened(error), Details = { Any.Pack(list) } };
    }

    private static IReadOnlyList<Failure> Failures(string? details)
    {
        if (details is null)
        {
            return [];
        }

        try
        {
            var padding = (details.Length % 4) switch { 2 => "==", 3 => "=", _ => "" };
            return
            [
                .. RpcStatus.Parser.ParseFrom(Convert.FromBase64String(details + padding)).Details
                    .Where(detail => detail.Is(FailureList.Descriptor)).SelectMany(detail => detail.Unpack<FailureList>().Failures),
            ];
        }
        catch (Exception exception) when (exception is FormatException or InvalidProtocolBufferException)
        {
            // The status itself is known all the same.
            return [];
        }
    }

    private static string Shortened(RpcException error) =>
        error.Message.Length > MostMessageChars ? error.Message[..(MostMessageChars - 1)] + '…' : error.Message;

    /// <summary>Only what is no printable ASCII, and the per cent sign.</summary>
    private static string Escape(string message)
    {
        var escaped = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(message))
        {
            _ = octet is >= 0x20 and <= 0x7E and not (byte)'%' ? escaped.Append((char)octet) : escaped.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        }

        return escaped.ToString();
    }

    private static string Unescape(string message) => Uri.UnescapeDataString(message);
}
