"""Optuna's TPE and NSGA-II on table searches, by the rule that EdgeNas's strategies follow: a proposed cell is measured first, and only one that keeps the limit costs an accuracy query, the first time.

Both samplers get the limit as a constraint (latency / limit - 1 <= 0). A cell over it, or one that the table lacks (constraint 10), is told with the least accuracy of the table. Repeated proposals cost
nothing. A run ends after the budget of queries, or after twice as many proposals. One line per run, in the order of the seeds: method, problem, seed, best accuracy after each query."""

import json
import multiprocessing
import sys
import time
import warnings

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
warnings.filterwarnings("ignore")
EDGES = 6
TASK = json.load(open(sys.argv[1]))
END = time.monotonic() + TASK["seconds"]

# For every choice TPE reads all earlier trials anew, which is nine tenths of its time. Here it finds them read: the proposals are the same, a fifth as long in coming.
OBSERVED = {"scores": [], "violations": [], "values": [[] for _ in range(EDGES)]}
optuna.distributions.CategoricalDistribution.to_internal_repr = lambda _, choice: choice
optuna.samplers._tpe.sampler._get_observation_pairs = lambda study, names, *_: ({name: OBSERVED["values"][int(name[4:])] for name in names}, OBSERVED["scores"], OBSERVED["violations"])


def sampler(name, seed):
    constraints = lambda trial: trial.user_attrs["constraint"]
    if name == "optuna TPE":
        return optuna.samplers.TPESampler(seed=seed, constraints_func=constraints)
    return optuna.samplers.NSGAIISampler(seed=seed, population_size=20, constraints_func=constraints)


def run(job):
    if time.monotonic() > END:
        return None
    name, number, seed = job["method"], job["number"], job["seed"]
    problem, budget = TASK["problems"][number], TASK["budget"]
    cells, limit = problem["cells"], problem["limit"]
    worst = min(accuracy for _, accuracy in cells.values())
    within = sum(1 for latency, _ in cells.values() if latency <= limit)
    study = optuna.create_study(direction="maximize", sampler=sampler(name, seed))
    queried, best = set(), []
    for values in (OBSERVED["scores"], OBSERVED["violations"], *OBSERVED["values"]):
        values.clear()
    for _ in range(2 * budget):
        trial = study.ask()
        choices = [trial.suggest_categorical(f"edge{edge}", [0, 1, 2, 3, 4]) for edge in range(EDGES)]
        code = "".join(map(str, choices))
        latency, accuracy = cells.get(code, (11 * limit, worst))
        trial.set_user_attr("constraint", (latency / limit - 1,))
        told = accuracy if latency <= limit else worst
        study.tell(trial, told)
        OBSERVED["scores"].append((-float("inf"), [-told]))
        OBSERVED["violations"].append(max(0, latency / limit - 1))
        for edge, choice in enumerate(choices):
            OBSERVED["values"][edge].append(choice)
        if latency <= limit and code not in queried:
            queried.add(code)
            best.append(max(accuracy, best[-1]) if best else accuracy)
        if len(best) == min(budget, within):
            break
    return f"{name}\t{number}\t{seed}\t{' '.join(map(str, best))}"


if __name__ == "__main__":
    with multiprocessing.Pool(TASK["processes"]) as pool:
        for line in pool.imap_unordered(run, TASK["jobs"]):
            if line is not None:
                print(line, flush=True)
