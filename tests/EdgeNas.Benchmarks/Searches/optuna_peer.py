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
TASK = json.load(open(sys.argv[1]))
END = time.monotonic() + TASK["seconds"]

# Optuna looks each choice up anew for every earlier trial, which is two thirds of TPE's time. Here choices are their own indices: the proposals are the same, a third as long in coming.
optuna.distributions.CategoricalDistribution.to_internal_repr = lambda _, choice: choice


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
    for _ in range(2 * budget):
        trial = study.ask()
        code = "".join(str(trial.suggest_categorical(f"edge{edge}", [0, 1, 2, 3, 4])) for edge in range(6))
        latency, accuracy = cells.get(code, (11 * limit, worst))
        trial.set_user_attr("constraint", (latency / limit - 1,))
        study.tell(trial, accuracy if latency <= limit else worst)
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
