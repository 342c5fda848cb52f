using System.Text.Json;

namespace Integration.GatewaySandbox.Journal;

/// <summary>Where the state of one gateway outlives the process.</summary>
/// <typeparam name="T">What one change is.</typeparam>
internal interface IJournal<T> : IDisposable
{
    /// <summary>Every change of earlier processes, oldest first.</summary>
    IEnumerable<T> Read();

    /// <summary>Returns when the change would survive the death of this process (not of the machine).</summary>
    void Append(T changes);
}

/// <summary>State ends with the process.</summary>
internal sealed class NoJournal<T> : IJournal<T>
{
    public IEnumerable<T> Read() => [];

    public void Append(T changes)
    {
    }

    public void Dispose()
    {
    }
}

/// <summary>One JSON line per change, handed to the operating system before the change is visible. The line of a process killed in the middle of a write is cut off at the next start:
/// nobody was answered about it.</summary>
internal sealed class JournalFile<T> : IJournal<T>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private readonly FileStream _file;

    public JournalFile(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory)
        {
            Directory.CreateDirectory(directory);
        }

        // Sharing is refused: two sandboxes on one journal would each be half a gateway. No buffer: a written line is the operating system's.
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
    }

    public IEnumerable<T> Read()
    {
        _file.Position = 0;
        using var reader = new StreamReader(_file, leaveOpen: true);
        long whole = 0;
        while (reader.ReadLine() is { } line)
        {
            var bytes = reader.CurrentEncoding.GetByteCount(line) + 1;
            if (whole + bytes > _file.Length)
            {
                break;
            }

            whole += bytes;
            yield return JsonSerializer.Deserialize<T>(line, Json) ?? throw new InvalidDataException($"An empty line at byte {whole - bytes} of the journal.");
        }

        _file.SetLength(whole);
        _file.Position = whole;
    }

    public void Append(T changes)
    {
        var start = _file.Position;
        try
        {
            _file.Write([.. JsonSerializer.SerializeToUtf8Bytes(changes, Json), (byte)'\n']);
        }
        catch (IOException)
        {
            // A full disk may have taken half a line: the next one must not be glued to it.
            _file.SetLength(start);
            _file.Position = start;
            throw;
        }
    }

    public void Dispose() => _file.Dispose();
}
