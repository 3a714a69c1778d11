namespace Rushes.Contracts.Rpc;

/// <summary>How a call ended. Numbers and meanings are gRPC's; Connect and JSON use the names.</summary>
public enum RpcCode
{
    Ok = 0,

    /// <summary>Given up, usually by the caller.</summary>
    Canceled = 1,

    Unknown = 2,

    /// <summary>The request is wrong, whatever the state of the server.</summary>
    InvalidArgument = 3,

    /// <summary>The caller's time was over.</summary>
    DeadlineExceeded = 4,

    NotFound = 5,

    AlreadyExists = 6,

    /// <summary>The caller is known, and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>Too large, too often, or no room.</summary>
    ResourceExhausted = 8,

    /// <summary>The request is well formed and cannot be fulfilled as things are.</summary>
    FailedPrecondition = 9,

    Aborted = 10,

    OutOfRange = 11,

    /// <summary>There is no such method, or no such feature of the protocol.</summary>
    Unimplemented = 12,

    /// <summary>Something is broken.</summary>
    Internal = 13,

    /// <summary>The server cannot be reached or stops; the same call may succeed later.</summary>
    Unavailable = 14,

    DataLoss = 15,

    /// <summary>There is no valid token.</summary>
    Unauthenticated = 16,
}
