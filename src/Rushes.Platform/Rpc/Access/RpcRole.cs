namespace Rushes.Platform.Rpc.Access;

/// <summary>What a caller may do. A method asks for one.</summary>
public enum RpcRole
{
    /// <summary>Call services, and submit jobs.</summary>
    Submit,

    /// <summary>See jobs, and their responses.</summary>
    Read,

    /// <summary>Cancel and retry jobs; be a worker.</summary>
    Operate,

    /// <summary>Everything.</summary>
    Administer,
}
