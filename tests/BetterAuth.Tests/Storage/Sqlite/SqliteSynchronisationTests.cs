using System.Text.RegularExpressions;
using BetterAuth.Tests.Support;

namespace BetterAuth.Tests.Storage.Sqlite;

/// <summary>No kill can show what a loss of power takes, since the page cache survives it. So the system calls are watched: a commit is answered after its log reached the disk, and not before.</summary>
public sealed partial class SqliteSynchronisationTests : IAsyncDisposable
{
    private const int Commits = 40;

    private readonly DatabaseFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Every_sequential_commit_is_synchronised_before_it_is_answered()
    {
        (int synchronised, int answeredBefore) = await CountAsync("commits");
        Assert.True(synchronised >= Commits, $"{synchronised} synchronisations of the log for {Commits} commits");
        Assert.Equal(0, answeredBefore);
        Figures.Write("sqlite-synchronisations", $"SQLite: {Commits} sequential commits, {synchronised} synchronisations of the log, {answeredBefore} answers ahead of theirs");
    }

    [Fact]
    public async Task The_check_notices_when_synchronisation_is_off()
    {
        (int synchronised, int answeredBefore) = await CountAsync("weak");
        Assert.True(synchronised < Commits, $"{synchronised} synchronisations of the log for {Commits} commits");
        Assert.Equal(Commits, answeredBefore);
    }

    /// <summary>How often the log was synchronised once the store was open, and how many answers came before there were as many synchronisations.</summary>
    private async Task<(int Synchronised, int AnsweredBefore)> CountAsync(string mode)
    {
        string[] log = await CrashHostProcess.TraceAsync(Strace(), _folder.NewFile(), mode, Commits, TestContext.Current.CancellationToken);
        int synchronised = 0;
        int answered = 0;
        int answeredBefore = 0;
        HashSet<string> unfinished = [];
        foreach (string line in log.SkipWhile(line => !Opened().IsMatch(line)))
        {
            string thread = line.Split(' ')[0];
            if (Begun().IsMatch(line))
            {
                unfinished.Add(thread);
            }
            else if (Done().IsMatch(line) || (Resumed().IsMatch(line) && unfinished.Remove(thread)))
            {
                synchronised++;
            }
            else if (Answered().IsMatch(line))
            {
                answeredBefore += ++answered > synchronised ? 1 : 0;
            }
        }

        return (synchronised, answeredBefore);
    }

    private static string Strace()
    {
        string? found = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "strace")).FirstOrDefault(File.Exists);
        if (found is null && (TestBudget.IsFull || Environment.GetEnvironmentVariable("CI") == "true"))
        {
            Assert.Fail("strace is needed to see what reaches the disk. Install it: apt-get install strace");
        }

        Assert.SkipWhen(found is null, "strace is not installed (apt-get install strace); with CI=true or BETTERAUTH_TEST_BUDGET=full this is a failure.");
        return found!;
    }

    [GeneratedRegex(@"\bf(data)?sync\(\d+<[^>]*-wal>\)\s+= 0")]
    private static partial Regex Done();

    [GeneratedRegex(@"\bf(data)?sync\(\d+<[^>]*-wal> <unfinished")]
    private static partial Regex Begun();

    [GeneratedRegex(@"<\.\.\. f(data)?sync resumed>.*= 0")]
    private static partial Regex Resumed();

    [GeneratedRegex(@"\bwrite\(\d+<[^>]*>, ""Opened")]
    private static partial Regex Opened();

    [GeneratedRegex(@"\bwrite\(\d+<[^>]*>, ""Committed ")]
    private static partial Regex Answered();
}
