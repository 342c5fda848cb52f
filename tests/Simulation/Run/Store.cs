namespace Integration.Simulation.Run;

/// <summary>Where the rows of a history are kept.</summary>
internal enum Store
{
    /// <summary>In the model of PostgreSQL.</summary>
    Memory,

    /// <summary>On the server that <see cref="Lane.ServerVariable"/> names.</summary>
    Postgres,

    /// <summary>Each history runs in both, and has to be the same.</summary>
    Compared,
}
