using System.Runtime.InteropServices;

namespace BetterAuth;

/// <summary>Keeps the keys of a running process out of core dumps.</summary>
/// <remarks>Every private key that a process uses is in its memory, and so in a dump of it (<c>docs/decisions/memory.md</c>).</remarks>
public static partial class ProcessDumps
{
    private const int SetDumpable = 4; // PR_SET_DUMPABLE, prctl(2)

    /// <summary>
    /// Tells the kernel (Linux) that this process is not to be dumped, for as long as it runs: no core file when it crashes, none by <c>createdump</c> or <c>dotnet-dump</c> of the same user, and no debugger of the same user.
    /// Call it first, before keys are read. Whoever is root can read the memory still.
    /// </summary>
    /// <returns>False where there is no such switch, or it was refused: switch dumps off from outside (<c>ulimit -c 0</c>, <c>DOTNET_DbgEnableMiniDump=0</c>).</returns>
    public static bool TryForbid() => OperatingSystem.IsLinux() && Control(SetDumpable, 0, 0, 0, 0) == 0;

    [LibraryImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);
}
