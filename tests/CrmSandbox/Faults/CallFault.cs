namespace Integration.CrmSandbox.Faults;

/// <summary>What goes wrong with a call.</summary>
internal enum CallFault
{
    /// <summary>The connection is cut; nothing was executed.</summary>
    ResetBefore,

    /// <summary>503; nothing was executed.</summary>
    ErrorBefore,

    /// <summary>Executed; the connection is cut.</summary>
    ResetAfter,

    /// <summary>Executed; 500.</summary>
    ErrorAfter,
}
